/// A heat map, a chart with its numbers, or a plain table.
struct Table {
    enum Layout: String, CustomStringConvertible {
        case heat, chart, plain
        /// One column or two.
        case few

        var description: String { rawValue }
    }

    struct Column {
        let name: String
        /// `figures`, `latest` in a chart, or nothing.
        var kind = ""
        /// A small second line.
        var sub: String?
    }

    struct Group {
        var groupName: String?
        let rows: [Row]
    }

    struct Row {
        let name: String
        var kind = ""
        let cells: [Cell]
        var number: String?
        /// The pattern of the series, from 1.
        var swatch: Int?
        var sublabel: String?
        var mark: Mark?
    }

    struct Mark {
        let text: String
        let kind: Tone
    }

    struct Plot {
        let stacks: [Stack]
    }

    /// One column of a chart, in hundredths of the plot: x from its left edge, y from its top.
    struct Stack {
        struct Box {
            let x: Double
            let y: Double
            let width: Double
            let height: Double
            /// The pattern of the series, from 1.
            var fill = 0
        }

        struct Top {
            let x: Double
            let y: Double
            let text: String
        }

        var boxes: [Box] = []
        var top: Top?
        /// Where nothing was reported.
        var gap: Box?
    }

    struct Legend {
        struct Item {
            let sample: String
            let kind: String
            let text: String
        }

        let items: [Item]
    }

    /// For those who hear the page, and the name of the part that scrolls.
    let caption: String
    let corner: String
    let layout: Layout
    let columns: [Column]
    let markName: String?
    let groups: [Group]
    var plot: Plot?
    var legend: Legend?
    /// Columns, and columns with that of the names and that of the marks.
    let count: Int
    let span: Int

    init(
        _ caption: String,
        corner: String,
        layout: Layout? = nil,
        columns: [Column],
        markName: String? = nil,
        groups: [Group]
    ) {
        self.caption = caption
        self.corner = corner
        self.layout = layout ?? (columns.count < 3 ? .few : .plain)
        self.columns = columns
        self.markName = markName
        self.groups = groups
        count = columns.count
        span = columns.count + (markName == nil ? 1 : 2)
    }
}

struct Cell {
    let text: String
    /// Names of CSS classes.
    var kind = ""
    /// What is heard in place of a sign.
    var spoken: String?
}

extension Table.Stack {
    /// Columns of amounts, one list for each period with the same series in each; `nil` where nothing was reported. The
    /// first period stands where the line begins: at the right in Hebrew.
    ///
    /// - Parameter periods: At least one.
    static func stacks(_ periods: [[Int]?], rightToLeft: Bool) -> [Table.Stack] {
        // Kept free for the sum above the highest column.
        let head = 12.0
        let slot = 100 / Double(periods.count)
        let width = slot * 0.62
        let highest = Double(max(1, periods.compactMap { $0?.reduce(0, +) }.max() ?? 0))
        return periods.enumerated().map { index, amounts in
            let start = Double(index) * slot + (slot - width) / 2
            let x = rightToLeft ? 100 - start - width : start
            guard let amounts else {
                return Table.Stack(
                    gap: Box(x: rounded(x), y: head, width: rounded(width), height: rounded(100 - head))
                )
            }
            var y = 100.0
            var boxes: [Box] = []
            for (series, amount) in amounts.enumerated() where amount > 0 {
                let height = Double(amount) / highest * (100 - head)
                y -= height
                boxes.append(
                    Box(x: rounded(x), y: rounded(y), width: rounded(width), height: rounded(height), fill: series + 1)
                )
            }
            let top = Top(x: rounded(x + width / 2), y: rounded(y), text: PageWords.number(amounts.reduce(0, +)))
            return Table.Stack(boxes: boxes, top: top)
        }
    }

    private static func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}
