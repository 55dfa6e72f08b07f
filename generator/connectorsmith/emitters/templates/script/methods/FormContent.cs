private static HttpContent FormContent(params KeyValuePair<string, string>[] fields)
{
    return new FormUrlEncodedContent(fields.Where(pair => pair.Value != null));
}
