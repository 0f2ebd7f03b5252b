/// Ends the process where something does not hold that always must: the fuzzer keeps the input, and tells `sentence`.
package func expect(
    _ holds: Bool,
    _ sentence: @autoclosure () -> String,
    file: StaticString = #fileID,
    line: UInt = #line
) {
    if !holds { fatalError(sentence(), file: file, line: line) }
}
