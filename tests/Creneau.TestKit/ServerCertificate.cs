using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Creneau.TestKit;

/// <summary>A certificate for a server of 127.0.0.1 that nobody but itself has signed, as files.</summary>
public sealed class ServerCertificate : IDisposable
{
    private readonly ScratchFolder _folder = ScratchFolder.New("tls");

    /// <param name="now">Valid a day before and after; a test with a clock of its own makes it old.</param>
    public ServerCertificate(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        System.IO.File.WriteAllText(File, certificate.ExportCertificatePem());
        System.IO.File.WriteAllText(KeyFile, key.ExportPkcs8PrivateKeyPem());
    }

    public string File => _folder.At("server.pem");

    public string KeyFile => _folder.At("server.key");

    public void Dispose() => _folder.Dispose();
}
