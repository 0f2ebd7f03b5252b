/// A value that may be unknown, and is then written as `null`: "not reported" is a statement, and never 0 (S7). The
/// compiler's own coding leaves such a value out.
@propertyWrapper
package struct Nullable<Value: Codable & Hashable & Sendable>: Codable, Hashable, Sendable {
    package var wrappedValue: Value?

    package init(wrappedValue: Value?) {
        self.wrappedValue = wrappedValue
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        wrappedValue = container.decodeNil() ? nil : try container.decode(Value.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(wrappedValue)
    }
}

/// A number about residents or authorities: below three it is not told (domain.md 4.4, small cells).
package struct SmallCount: Codable, Hashable, Sendable {
    /// `nil` where it is below ``threshold``.
    package let count: Int?

    private static let threshold = 3

    package init(_ count: Int) {
        self.count = count < Self.threshold ? nil : count
    }

    private enum CodingKeys: String, CodingKey {
        case lt
    }

    package init(from decoder: any Decoder) throws {
        // `try?`: what is no number has the other form, and where it has not, that is what fails.
        if let count = try? decoder.singleValueContainer().decode(Int.self) {
            self.count = count
        } else {
            _ = try decoder.container(keyedBy: CodingKeys.self).decode(Int.self, forKey: .lt)
            count = nil
        }
    }

    package func encode(to encoder: any Encoder) throws {
        if let count {
            var container = encoder.singleValueContainer()
            try container.encode(count)
        } else {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(Self.threshold, forKey: .lt)
        }
    }
}
