private static bool LeadsToNext(string parameter)
{
    var sign = parameter.IndexOf('=');
    return sign > 0 && parameter.Substring(0, sign).Trim().Equals("rel", StringComparison.OrdinalIgnoreCase)
        && parameter.Substring(sign + 1).Trim().Trim('"').Split(' ').Contains("next", StringComparer.OrdinalIgnoreCase);
}
