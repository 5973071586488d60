import BlkfrontVFS
import BlockIO
import Testing

@Suite struct VolumeErrorTests {
    @Test func faultsOfTheDiskPassThrough() {
        #expect(VolumeError.disk(.readOnly) != VolumeError.disk(.flushFailed))
    }
}
