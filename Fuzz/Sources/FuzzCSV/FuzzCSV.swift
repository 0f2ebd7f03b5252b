import Oracle

/// A dropped file from its first byte on: its encoding, its delimiter, its rows.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    // Safety: the fuzzer's `count` bytes stay as they are until this returns; they are copied here.
    let file = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    TableOracle.judge(file)
    return 0
}
