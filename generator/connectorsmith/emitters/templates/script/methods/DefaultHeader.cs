private static void DefaultHeader(HttpRequestMessage request, string name, string value)
{
    if (Value(HeadersOf(request), name) == null)
    {
        SetHeader(request, name, value);
    }
}
