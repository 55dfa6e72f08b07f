// An address with more values in its query; a value that is missing is left out.
private static Uri WithQuery(Uri address, params KeyValuePair<string, string>[] values)
{
    var given = values.Where(pair => pair.Value != null);
    var added = given.Select(pair => Uri.EscapeDataString(pair.Key) + "=" + Uri.EscapeDataString(pair.Value));
    var query = string.Join("&", new[] { address.Query.TrimStart('?') }.Concat(added).Where(part => part != ""));
    return new UriBuilder(address) { Query = query }.Uri;
}
