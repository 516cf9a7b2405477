namespace Datalake.Tests.Checking;

/// <summary>Breaks text the ways uploads and programs break it: a bit, a cut, something put in, something doubled.</summary>
internal static class Mutation
{
    private static readonly byte[] Telling =
    [
        0,
        9,
        10,
        31,
        32,
        (byte)'"',
        (byte)'\\',
        (byte)'{',
        (byte)'}',
        (byte)'[',
        (byte)']',
        (byte)',',
        (byte)':',
        (byte)'u',
        (byte)'0',
        (byte)'-',
        (byte)'.',
        (byte)'e',
        (byte)'t',
        0x7f,
        0x80,
        0xc3,
        0xed,
        0xf0,
        0xff,
    ];

    public static byte[] Apply(Random random, byte[] text)
    {
        for (var times = random.Next(1, 4); times > 0; times--) text = Once(random, text);
        return text;
    }

    private static byte[] Once(Random random, byte[] text)
    {
        if (text.Length == 0) return text;
        var position = random.Next(text.Length);
        switch (random.Next(6))
        {
            case 0:
                var flipped = text.ToArray();
                flipped[position] ^= (byte)(1 << random.Next(8));
                return flipped;
            case 1:
                return text[..position];
            case 2:
                return [.. text[..position], Telling[random.Next(Telling.Length)], .. text[position..]];
            case 3:
                return [.. text[..position], .. text[(position + 1)..]];
            case 4:
                var end = Math.Min(text.Length, position + random.Next(12));
                return [.. text[..end], .. text[position..]];
            default:
                var replaced = text.ToArray();
                replaced[position] = Telling[random.Next(Telling.Length)];
                return replaced;
        }
    }
}
