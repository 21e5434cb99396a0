using Trichter.Insight.Learning;

namespace Trichter.Insight.Probability;

/// <summary>The fields that a model learns from; the page of the report says which of them are in use. The number of earlier visits counts steps back too.</summary>
public sealed class DealFeatures
{
    public const string Stage = "stage", Source = "source", Product = "product", Owner = "owner", Customer = "customer", Value = "value", Age = "age", Visits = "visits";

    private static readonly HashSet<string> OfHistory = [Stage, Age, Visits, Source];

    /// <summary>
    /// Those that nobody can have filled in afterwards: what follows from the history of stages and the source at entry; of deals that were
    /// entered here all, since they are read as of the moment. Nobody knows when an imported value was typed in.
    /// </summary>
    public static IReadOnlySet<string> Confirmed(bool someImported) => someImported ? OfHistory : new HashSet<string> { Stage, Source, Product, Owner, Customer, Value, Age, Visits };

    private readonly List<string?> stages = [], sources = [], products = [], owners = [], customers = [];
    private readonly List<double?> values = [], ages = [], visits = [];

    public void Add(string stage, string source, string product, Guid? owner, bool existing, long valueMinor, double age, int visit)
    {
        stages.Add(stage);
        sources.Add(source);
        products.Add(product);
        owners.Add(owner?.ToString());
        customers.Add(existing ? "existing" : "new");
        values.Add(valueMinor > 0 ? Math.Log(valueMinor) : null);
        ages.Add(Math.Log(1 + Math.Max(0, age)));
        visits.Add(visit);
    }

    public IReadOnlyList<Field> Fields() =>
    [
        Field.Of(Stage, stages), Field.Of(Source, sources), Field.Of(Product, products), Field.Of(Owner, owners), Field.Of(Customer, customers),
        Field.Of(Value, values), Field.Of(Age, ages), Field.Of(Visits, visits),
    ];
}
