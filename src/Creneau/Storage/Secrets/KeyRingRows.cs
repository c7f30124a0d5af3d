using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Storage.Secrets;

/// <summary>Where the sealed keys of cookies and forms lie, so that all nodes share them.</summary>
public sealed class KeyRingRows(IDbContextFactory<CreneauDb> contexts, StorageProvider storage) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = contexts.CreateDbContext();
        return [.. db.DataProtectionKeys.AsNoTracking().AsEnumerable().Select(key => XElement.Parse(key.Xml!))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var turn = storage.TurnAsync(CancellationToken.None).GetAwaiter().GetResult();
        using var db = contexts.CreateDbContext();
        db.DataProtectionKeys.Add(
            new DataProtectionKey { FriendlyName = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        db.SaveChanges();
    }
}
