using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Creneau.Web.Pages.Shared;

/// <summary>For `_Resubmit`, a page that sends a form again.</summary>
/// <param name="ShowsRequestNumber">It is a failure on our side, which people may report.</param>
public sealed record Resubmit(string Title, string Text, PostedForm Form, bool ShowsRequestNumber = false)
{
    /// <summary>What is to be done first, in another tab; null: nothing.</summary>
    public ResubmitLink? Link { get; init; }

    public ViewResult ToResult(int status, IModelMetadataProvider metadata) => new()
    {
        ViewName = "/Pages/Shared/_Resubmit.cshtml",
        StatusCode = status,
        ViewData = new ViewDataDictionary<Resubmit>(metadata, new ModelStateDictionary()) { Model = this },
    };
}

public sealed record ResubmitLink(string Text, string Href);
