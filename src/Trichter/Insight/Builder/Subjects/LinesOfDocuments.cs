using System.Linq.Expressions;
using Trichter.Offers.Amounts;
using Trichter.Offers.Documents;
using Trichter.Offers.Products;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;
using Trichter.Team.Lists;

namespace Trichter.Insight.Builder.Subjects;

/// <summary>What lines of orders and of invoices can be asked alike.</summary>
internal static class LinesOfDocuments
{
    public static readonly IReadOnlyList<FilterField> Fields =
    [
        new("item", new Told("Item"), FilterKind.Text),
        new("article", new Told("Product number"), FilterKind.Text),
        new("interval", new Told("Charged"), FilterKind.Choice) { Choices = FilterChoice.Of<Interval>() },
        new("net", new Told("Net"), FilterKind.Amount),
    ];

    public static IEnumerable<Dimension<T>> Dimensions<T, TLine>(Db db, Texts texts, Expression<Func<T, TLine>> line) where T : class where TLine : DocumentLine =>
    [
        Builder.Dimensions.Text(texts, "item", new("Item"), line.Then(its => its.Name)),
        Builder.Dimensions.Text(texts, "article", new("Product number"), line.Then(its => its.Article)),
        Builder.Dimensions.Text(texts, "goods", new("Group of goods"), line.Then(its => db.Products.Where(product => product.Id == its.ProductId).Select(product => product.GoodsGroup).FirstOrDefault() ?? "")),
        Builder.Dimensions.Choice<T, Interval>(texts, "interval", new("Charged"), line.Then(its => (Interval?)its.Interval)),
    ];

    public static Figure<T> Quantity<T, TLine>(Texts texts, Expression<Func<T, TLine>> line) where T : class where TLine : DocumentLine =>
        new("quantity", texts["Quantity"], line.Then(its => (long?)StoredFunctions.Steps(its.Quantity)), line.Then(its => its.Unit)) { Steps = (int)Micros.Millionths, IsMeasured = true };
}
