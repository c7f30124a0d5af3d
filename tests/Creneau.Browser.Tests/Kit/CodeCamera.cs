using System.Text;
using Creneau.TestKit;
using QRCoder;

namespace Creneau.Browser.Tests.Kit;

/// <summary>What the camera of <see cref="Chromium"/> sees: a QR code that is held before it.</summary>
internal static class CodeCamera
{
    private const int Width = 640;
    private const int Height = 480;
    private const byte White = 235;
    private const byte Black = 16;
    private const byte Grey = 128;

    /// <summary>Writes the picture that every capture from now on shows.</summary>
    public static void Show(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var modules = code.ModuleMatrix;
        var size = (Height - 40) / modules.Count;
        var (left, top) = ((Width - (size * modules.Count)) / 2, (Height - (size * modules.Count)) / 2);
        var light = new byte[Width * Height];
        Array.Fill(light, White);
        for (var y = 0; y < size * modules.Count; y++)
        {
            for (var x = 0; x < size * modules.Count; x++)
            {
                if (modules[y / size][x / size]) light[((top + y) * Width) + left + x] = Black;
            }
        }

        var colour = new byte[Width * Height / 2];
        Array.Fill(colour, Grey);
        using var file = File.Create(Chromium.CameraFile);
        file.Write(Encoding.ASCII.GetBytes($"YUV4MPEG2 W{Width} H{Height} F10:1 Ip C420jpeg\n"));
        for (var frame = 0; frame < 5; frame++)
        {
            file.Write("FRAME\n"u8);
            file.Write(light);
            file.Write(colour);
        }
    }
}
