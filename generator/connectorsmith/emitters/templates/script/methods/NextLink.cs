// The address of the next page in the header Link, https://www.rfc-editor.org/rfc/rfc8288; null without one, and for
// another host, which would get what signs the call in.
private static string NextLink(HttpResponseMessage response, Uri asked)
{
    IEnumerable<string> headers;
    if (!response.Headers.TryGetValues("Link", out headers))
    {
        return null;
    }
    foreach (var link in headers.SelectMany(header => LinkParts(header, ',')))
    {
        var parts = LinkParts(link, ';').ToList();
        var target = parts[0];
        Uri address;
        if (target.Length > 2 && target[0] == '<' && target[target.Length - 1] == '>' && parts.Skip(1).Any(LeadsToNext)
            && Uri.TryCreate(asked, target.Substring(1, target.Length - 2), out address) && SameOrigin(asked, address))
        {
            return address.AbsoluteUri;
        }
    }
    return null;
}
