private static bool SameOrigin(Uri one, Uri other)
{
    return one.Scheme == other.Scheme && one.Port == other.Port
        && string.Equals(one.Host, other.Host, StringComparison.OrdinalIgnoreCase);
}
