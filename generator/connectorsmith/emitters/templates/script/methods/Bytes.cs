private static byte[] Bytes(string base64)
{
    try
    {
        return Convert.FromBase64String(base64 ?? "");
    }
    catch (FormatException)
    {
        throw new Refusal(HttpStatusCode.BadRequest, "The content is not base64.");
    }
}
