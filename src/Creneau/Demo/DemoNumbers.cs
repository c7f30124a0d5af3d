using System.Buffers.Binary;
using System.Globalization;
using Creneau.Appointments;

namespace Creneau.Demo;

/// <summary>Ids, references and pre-request numbers that come out the same for the same seed, and never twice.</summary>
internal sealed class DemoNumbers(int seed)
{
    private const long References = 900_000_000;

    // Shares no factor with the number of references, so that its multiples visit each of them once.
    private const long Stride = 389_617_183;

    private const string Signs = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private readonly Random _random = new(seed);
    private long _references = Math.Abs((long)seed) * 7_919 % References;
    private long _preRequests;

    public string Reference()
    {
        _references = (_references + Stride) % References;
        var body = (100_000_000 + _references).ToString(CultureInfo.InvariantCulture);
        return body + Appointments.Reference.CheckDigit(body);
    }

    /// <summary>Ten signs such as the national site gives; ours begin with « DEMO ».</summary>
    public string PreRequest()
    {
        Span<char> number = stackalloc char[PartyReader.PreRequestLength];
        "DEMO".CopyTo(number);
        var rest = _preRequests++;
        for (var i = number.Length - 1; i >= 4; i--)
        {
            number[i] = Signs[(int)(rest % Signs.Length)];
            rest /= Signs.Length;
        }

        return number.ToString();
    }

    /// <summary>A version 7 id of that instant.</summary>
    public Guid Id(DateTime atUtc)
    {
        Span<byte> bytes = stackalloc byte[16];
        _random.NextBytes(bytes);
        var milliseconds = (ulong)(atUtc - DateTime.UnixEpoch).TotalMilliseconds;
        BinaryPrimitives.WriteUInt64BigEndian(
            bytes, (milliseconds << 16) | 0x7000 | (BinaryPrimitives.ReadUInt64BigEndian(bytes) & 0x0FFF));
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
