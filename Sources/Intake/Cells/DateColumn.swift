internal import Accompaniment

/// How one column of dates writes day and month (domain.md 5.6): its first cells decide, and the others must not say
/// otherwise.
struct DateColumn {
    /// Month first only where one of the first cells needs it and none forbids it.
    let order: DateOrder

    /// The first row that can be read day first alone, month first alone, and both ways to different dates.
    private struct Evidence {
        var dayFirst: Int?
        var monthFirst: Int?
        var both: Int?

        mutating func take(_ text: String, row: Int) {
            let (day, month) = (DateText.parse(text, order: .dayFirst), DateText.parse(text, order: .monthFirst))
            switch (day, month) {
            case (nil, nil): return
            case (_, nil): dayFirst = dayFirst ?? row
            case (nil, _): monthFirst = monthFirst ?? row
            default: if day?.value != month?.value { both = both ?? row }
            }
        }
    }

    private var evidence = Evidence()
    /// The last row whose cell had its say in `order`.
    private let lastSample: Int

    /// - Parameter samples: The first cells, with their rows, in their order.
    init(_ samples: [(row: Int, text: String)]) {
        for sample in samples { evidence.take(sample.text, row: sample.row) }
        lastSample = samples.last?.row ?? 0
        if evidence.monthFirst == nil {
            order = .dayFirst
        } else {
            order = evidence.dayFirst == nil ? .monthFirst : .mixed
        }
    }

    /// Takes a cell below the first ones.
    ///
    /// - Returns: Two rows that cannot be right in one order, the one read both ways and the one read the other way
    ///   alone; `nil` as long as there are none.
    mutating func contradiction(in text: String, row: Int) -> [Int]? {
        guard order != .mixed, row > lastSample else { return nil }
        evidence.take(text, row: row)
        guard let both = evidence.both,
            let other = order == .dayFirst ? evidence.monthFirst : evidence.dayFirst
        else { return nil }
        return [both, other].sorted()
    }
}
