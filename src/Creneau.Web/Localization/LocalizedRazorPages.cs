using System.Text.Encodings.Web;
using System.Text.Unicode;
using Creneau.Web.Filters;
using Creneau.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.WebEncoders;

namespace Creneau.Web.Localization;

public static class LocalizedRazorPages
{
    /// <summary>Razor Pages whose texts come from the pair of resource files (French, English) of their folder.</summary>
    public static void AddLocalizedRazorPages(this IServiceCollection services)
    {
        services.AddLocalization();
        services.AddSingleton<ResourceManagerStringLocalizerFactory>();
        services.AddSingleton<IStringLocalizerFactory, TypesetLocalizerFactory>();
        // Accents are sent as they are: a page is UTF-8, and &#xE9; takes eight bytes instead of two
        services.Configure<WebEncoderOptions>(encoder => encoder.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddFormTokens();
        services.AddRazorPages()
            .AddViewLocalization()
            .AddDataAnnotationsLocalization(options =>
                options.DataAnnotationLocalizerProvider = (_, texts) => texts.Create(typeof(SharedTexts)))
            .AddMvcOptions(options =>
            {
                options.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
                // Hours that change may leave thousands of appointments outside; forms are limited in size before that
                options.MaxModelBindingCollectionSize = 10_000;
                options.Filters.Add<UnknownHandlerFilter>();
            });
        services.AddOptions<MvcOptions>()
            .Configure<IStringLocalizer<SharedTexts>>((options, texts) => SetBindingMessages(options.ModelBindingMessageProvider, texts));
    }

    private static void AddFormTokens(this IServiceCollection services) => services.AddAntiforgery(options =>
    {
        options.Cookie.Name = "creneau-form";
        // One cookie for both languages: by default its path would be the path base
        options.Cookie.Path = "/";
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.SuppressXFrameOptionsHeader = true;
    });

    /// <summary>One sentence for every value that model binding cannot convert; everything else is checked by the pages.</summary>
    private static void SetBindingMessages(DefaultModelBindingMessageProvider messages, IStringLocalizer texts)
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
