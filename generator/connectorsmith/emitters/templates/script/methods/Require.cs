private static void Require(string value, string pattern, string message)
{
    if (string.IsNullOrEmpty(value) || !Fits(value, pattern))
    {
        throw new Refusal(HttpStatusCode.BadRequest, message);
    }
}
