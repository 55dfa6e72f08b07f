private static void RenameHeader(HttpRequestMessage request, string old, string name)
{
    SetHeader(request, name, Value(HeadersOf(request), old));
    RemoveHeader(request, old);
}
