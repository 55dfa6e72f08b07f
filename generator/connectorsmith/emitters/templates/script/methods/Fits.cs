// The time limit keeps a value from making a pattern run for ever.
private static bool Fits(string value, string pattern)
{
    return pattern == null || Regex.IsMatch(value, pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
}
