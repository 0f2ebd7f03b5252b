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

    /// Split by bytes: the figures of a period ask for those of many texts, and no code has characters of several.
    package var codes: [Code] {
        text.utf8.split(separator: UInt8(ascii: " ")).compactMap { Code(rawValue: String(Substring($0))) }
    }

    package var isEmpty: Bool { text.isEmpty }
}
