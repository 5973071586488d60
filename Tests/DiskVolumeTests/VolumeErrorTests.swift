import BlockIO
import DiskVolume
import Testing

@Suite struct VolumeErrorTests {
    @Test func faultsOfTheDiskPassThrough() {
        #expect(VolumeError.disk(.readOnly) != VolumeError.disk(.flushFailed))
    }
}
