private static byte[] Utf8(string text)
{
    return text == null ? null : Encoding.UTF8.GetBytes(text);
}
