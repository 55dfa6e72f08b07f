// A value as one segment of a path: never empty, and never a step to another folder.
private static string Segment(string source, string value, HttpStatusCode status = HttpStatusCode.BadRequest)
{
    if (string.IsNullOrWhiteSpace(value) || value == "." || value == "..")
    {
        throw new Refusal(status, "The address needs a value of " + source + ".");
    }
    return Uri.EscapeDataString(value);
}
