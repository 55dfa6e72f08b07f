private static void AddPart(MultipartFormDataContent parts, string name, byte[] content, string filename, string type)
{
    if (content == null)
    {
        return;
    }
    var part = new ByteArrayContent(content);
    part.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = Quoted(name) };
    if (filename != null)
    {
        part.Headers.ContentDisposition.FileName = Quoted(filename);
    }
    if (type != null)
    {
        part.Headers.TryAddWithoutValidation("Content-Type", type);
    }
    parts.Add(part);
}
