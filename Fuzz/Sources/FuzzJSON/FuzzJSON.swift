import Oracle

/// A JSON document, as records and as what a refusal tells.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    // Safety: the fuzzer's `count` bytes stay as they are until this returns; they are copied here.
    let file = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    DocumentOracle.judge(file)
    return 0
}
