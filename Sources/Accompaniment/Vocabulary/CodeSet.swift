/// Codes without order or repetition, in the form in which they are stored: sorted, one space between.
package struct CodeSet: Hashable, Sendable {
    package let text: String

    package init() {
        text = ""
    }

    package init(_ codes: some Collection<Code>) {
        text = Set(codes).sorted().map(\.rawValue).joined(separator: " ")
    }

    /// From the stored form.
    package init(text: String) {
        self.text = text
    }

    package var codes: [Code] { text.split(separator: " ").compactMap { Code(rawValue: String($0)) } }
    package var isEmpty: Bool { text.isEmpty }
}
