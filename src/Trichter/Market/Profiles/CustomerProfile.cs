using Trichter.Platform.Storage;

namespace Trichter.Market.Profiles;

/// <summary>The customer we want for a product: what their company is like, who decides there, and what speaks for us.</summary>
public sealed class CustomerProfile : IRecorded, IVersioned, IRetirable
{
    public const int LongestName = 120;
    public const int LongestText = 4000;

    public Guid Id { get; private init; } = Ids.New();
    public required string Name { get; set; }

    /// <summary>For which product it holds; empty for all.</summary>
    public string Product { get; set; } = "";

    /// <summary>Paths of industries, each with all below it; empty where the industry does not matter.</summary>
    public List<string> Industries { get; set; } = [];

    /// <summary>ISO 3166-1 alpha-2; empty where the country does not matter.</summary>
    public List<string> Countries { get; set; } = [];

    public int? EmployeesFrom { get; set; }
    public int? EmployeesTo { get; set; }
    public long? RevenueFrom { get; set; }

    /// <summary>Who decides, and what they care about.</summary>
    public string Persona { get; set; } = "";

    public string Needs { get; set; } = "";

    /// <summary>What only we have, a line each.</summary>
    public string Usps { get; set; } = "";

    /// <summary>What the customer has of it, a line each: the sentence to say.</summary>
    public string Benefits { get; set; } = "";

    public Guid? CreatedBy { get; init; }
    public required DateTime CreatedAt { get; init; }
    public DateTime? RetiredAt { get; private set; }
    public int Version { get; private set; }

    public bool IsFor(string product) => Product.Length == 0 || Product.Equals(product, StringComparison.OrdinalIgnoreCase);

    public static IReadOnlyList<string> LinesOf(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public void Retire(DateTime at) => RetiredAt ??= at;
}
