// Frames over a pipe: four bytes for the length of the head, four for that of the body, both with the most significant
// byte first, then the head as JSON in UTF-8, then the body.
using System.IO;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

public sealed class Frame
{
    public readonly JObject Head;
    public readonly byte[] Body;

    public Frame(JObject head, byte[] body)
    {
        Head = head;
        Body = body;
    }
}

public sealed class Pipe
{
    private static readonly UTF8Encoding Plain = new UTF8Encoding(false);
    private readonly Stream input;
    private readonly Stream output;

    public Pipe(Stream input, Stream output)
    {
        this.input = input;
        this.output = output;
    }

    // The next frame; null at the end.
    public Frame Read()
    {
        var lengths = Bytes(8);
        if (lengths == null)
        {
            return null;
        }
        var head = Bytes(Length(lengths, 0));
        var body = Bytes(Length(lengths, 4));
        if (head == null || body == null)
        {
            return null;
        }
        using (var reader = new JsonTextReader(new StringReader(Plain.GetString(head))) { DateParseHandling = DateParseHandling.None })
        {
            return new Frame(JObject.Load(reader), body);
        }
    }

    public void Write(JObject head, byte[] body)
    {
        var text = Plain.GetBytes(head.ToString(Formatting.None));
        var lengths = new byte[8];
        Put(lengths, 0, text.Length);
        Put(lengths, 4, body.Length);
        lock (output)
        {
            output.Write(lengths, 0, 8);
            output.Write(text, 0, text.Length);
            output.Write(body, 0, body.Length);
            output.Flush();
        }
    }

    private byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        for (var have = 0; have < count; )
        {
            var more = input.Read(bytes, have, count - have);
            if (more == 0)
            {
                return null;
            }
            have += more;
        }
        return bytes;
    }

    private static int Length(byte[] bytes, int at)
    {
        return (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
    }

    private static void Put(byte[] bytes, int at, int value)
    {
        bytes[at] = (byte)(value >> 24);
        bytes[at + 1] = (byte)(value >> 16);
        bytes[at + 2] = (byte)(value >> 8);
        bytes[at + 3] = (byte)value;
    }
}
