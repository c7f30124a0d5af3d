using System.Xml.Linq;
using Creneau.Privacy;
using Creneau.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Creneau.Web.Html;

/// <summary>The keys of cookies and forms: in the database, so that all nodes share them, sealed by the platform's keys.</summary>
public static class KeyRing
{
    public static void AddKeyRing(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("creneau");
        services.AddSingleton<RingDecryptor>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(options =>
        {
            options.XmlRepository = new KeyRingRows(provider.GetRequiredService<IDbContextFactory<CreneauDb>>(), provider.GetRequiredService<StorageProvider>());
            options.XmlEncryptor = new RingEncryptor(provider.GetRequiredService<Keys>());
        }));
    }

    private sealed class RingEncryptor(Keys keys) : IXmlEncryptor
    {
        public EncryptedXmlInfo Encrypt(XElement plaintextElement) => new(
            new XElement("sealed", Convert.ToBase64String(Sealed.Seal(keys.Ring, System.Text.Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting))))),
            typeof(RingDecryptor));
    }
}

/// <summary>Opens what the key ring sealed; found by its type's name, which is written beside each key.</summary>
public sealed class RingDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) => XElement.Parse(System.Text.Encoding.UTF8.GetString(
        Sealed.Open(services.GetRequiredService<Keys>().Ring, Convert.FromBase64String(encryptedElement.Value))));
}
