namespace Creneau.Web.Pages.Agents.Audit;

/// <summary>Texts of the audit: what each operation, code and refusal is called.</summary>
public sealed class AuditTexts;
