using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Creneau.Notifications.Carriers;

/// <summary>Whom a mail server's certificate must come from: the system's authorities, or those of a file.</summary>
internal static class MailTrust
{
    /// <param name="file">PEM with one or more certificates: an authority, or the server's own.</param>
    /// <returns>A check that forgives an unknown authority alone, and only when it is one of the file; never another
    /// name or an old date.</returns>
    public static RemoteCertificateValidationCallback Besides(string file)
    {
        var trusted = new X509Certificate2Collection();
        trusted.ImportFromPemFile(file);
        return (_, certificate, _, errors) => errors == SslPolicyErrors.None
            || (errors == SslPolicyErrors.RemoteCertificateChainErrors && certificate is not null && Leads(certificate, trusted));
    }

    private static bool Leads(X509Certificate certificate, X509Certificate2Collection trusted)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(trusted);
        // An authority of one's own seldom publishes what it has revoked
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        using var server = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return chain.Build(server);
    }
}
