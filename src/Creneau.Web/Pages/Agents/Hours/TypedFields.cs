using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Creneau.Web.Pages.Agents.Hours;

/// <summary>Reads the fields of one form; what cannot be read is an error at its field.</summary>
/// <param name="form">What the names of the fields begin with.</param>
internal sealed class TypedFields(ModelStateDictionary fields, string form, HoursWords words)
{
    public bool AreValid => fields.IsValid;

    public static bool IsEmpty(string? typed) => string.IsNullOrWhiteSpace(typed);

    public int Time(string field, string? typed) => TypedTime.Read(typed) ?? Bad<int>(field, "NotATime");

    public int Number(string field, string? typed) => TypedTime.Number(typed) ?? Bad<int>(field, "NotANumber");

    public DateOnly? Date(string field, string? typed) => TypedTime.Date(typed) ?? Bad<DateOnly?>(field, "NotADate");

    /// <summary>Null where nothing was typed.</summary>
    public DateOnly? DateIfAny(string field, string? typed) => IsEmpty(typed) ? null : Date(field, typed);

    /// <param name="key">Of the sentence.</param>
    public void Add(string field, string key) => fields.AddModelError($"{form}.{field}", words[key]);

    private T? Bad<T>(string field, string key)
    {
        Add(field, key);
        return default;
    }
}
