using System.Text;
using System.Xml.Linq;
using Creneau.Keys;
using Creneau.Storage;
using Creneau.Storage.Secrets;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Creneau.Web.Hosting;

/// <summary>
/// The data protection key ring of cookies and forms: stored in the database, shared by all nodes, encrypted with the platform's key.
/// </summary>
public static class KeyRing
{
    public static void AddKeyRing(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("creneau");
        services.AddSingleton<KeyRingDecryptor>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(options =>
        {
            var contexts = provider.GetRequiredService<IDbContextFactory<CreneauDb>>();
            options.XmlRepository = new KeyRingRows(contexts, provider.GetRequiredService<StorageProvider>());
            options.XmlEncryptor = new KeyRingEncryptor(provider.GetRequiredService<PlatformKeys>());
        }));
    }

    private sealed class KeyRingEncryptor(PlatformKeys keys) : IXmlEncryptor
    {
        public EncryptedXmlInfo Encrypt(XElement plaintextElement)
        {
            var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
            var element = new XElement("sealed", Convert.ToBase64String(Sealed.Seal(keys.Ring, plain)));
            return new EncryptedXmlInfo(element, typeof(KeyRingDecryptor));
        }
    }
}

/// <summary>Decrypts a key of the ring. Data protection creates it by the type name that it stored beside the key.</summary>
public sealed class KeyRingDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        var ring = services.GetRequiredService<PlatformKeys>().Ring;
        return XElement.Parse(Encoding.UTF8.GetString(Sealed.Open(ring, Convert.FromBase64String(encryptedElement.Value))));
    }
}
