private static string Decoded(string text)
{
    return Uri.UnescapeDataString(text.Replace('+', ' '));
}
