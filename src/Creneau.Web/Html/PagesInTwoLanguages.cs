using System.Text.Encodings.Web;
using System.Text.Unicode;
using Creneau.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.WebEncoders;

namespace Creneau.Web.Html;

public static class PagesInTwoLanguages
{
    /// <summary>Razor Pages whose texts come from the resource pair of their folder.</summary>
    public static void AddPagesInTwoLanguages(this IServiceCollection services)
    {
        services.AddLocalization();
        services.AddSingleton<ResourceManagerStringLocalizerFactory>();
        services.AddSingleton<IStringLocalizerFactory, TypesetLocalizerFactory>();
        // Accents as themselves: a page is UTF-8, and &#xE9; is eight bytes for two.
        services.Configure<WebEncoderOptions>(encoder => encoder.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "creneau-form";
            // One cookie for both languages: without a path it would be tied to /en.
            options.Cookie.Path = "/";
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.SuppressXFrameOptionsHeader = true;
        });
        services.AddRazorPages()
            .AddViewLocalization()
            .AddDataAnnotationsLocalization(options => options.DataAnnotationLocalizerProvider = (_, texts) => texts.Create(typeof(SharedTexts)))
            .AddMvcOptions(options =>
            {
                options.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
                options.Filters.Add<KnownHandlers>();
            });
        services.AddOptions<Microsoft.AspNetCore.Mvc.MvcOptions>()
            .Configure<IStringLocalizer<SharedTexts>>((options, texts) => SayPlainly(options.ModelBindingMessageProvider, texts));
    }

    /// <summary>What a value that cannot be read at all is answered with; pages check the rest themselves.</summary>
    private static void SayPlainly(DefaultModelBindingMessageProvider messages, IStringLocalizer texts)
    {
        string NotUnderstood() => texts["ValueNotUnderstood"];
        messages.SetAttemptedValueIsInvalidAccessor((_, _) => NotUnderstood());
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => NotUnderstood());
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(NotUnderstood);
        messages.SetNonPropertyValueMustBeANumberAccessor(NotUnderstood);
        messages.SetUnknownValueIsInvalidAccessor(_ => NotUnderstood());
        messages.SetValueIsInvalidAccessor(_ => NotUnderstood());
        messages.SetValueMustBeANumberAccessor(_ => NotUnderstood());
        messages.SetValueMustNotBeNullAccessor(_ => NotUnderstood());
        messages.SetMissingBindRequiredValueAccessor(_ => NotUnderstood());
        messages.SetMissingKeyOrValueAccessor(NotUnderstood);
        messages.SetMissingRequestBodyRequiredValueAccessor(NotUnderstood);
    }
}
