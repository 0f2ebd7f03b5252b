import Oracle

/// A cell as each of the readers of cells takes it, dates first. What follows its first line is the heading above it.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    // Safety: the fuzzer's `count` bytes stay as they are until this returns; they are copied here.
    let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    let parts = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 1, omittingEmptySubsequences: false)
    let heading = parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : ""
    CellOracle.judge(String(decoding: parts[0], as: UTF8.self), heading: heading)
    return 0
}
