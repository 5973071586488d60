// SPDX-License-Identifier: MIT
// Memory for the frames of async functions. The concurrency runtime takes it from slabs that each task has for itself,
// of 1,016 bytes from the first (StackAllocator.h, TaskAlloc.cpp), most of which a task that only waits leaves unused.
// Here the first slab has room for the frames of `Task.sleep`, and no more. The runtime's own function is a weak
// symbol, for which the linker takes this one; what gives memory back is the runtime's, and finds the layout it expects.
#include <stddef.h>
#include <stdint.h>

extern void *malloc(size_t count);
extern void free(void *object);

struct slab {
    const void *metadata;
    struct slab *next;
    uint32_t capacity, used;
    uint64_t padding;  // frames are aligned to 16
    char frames[];
};

// In front of each frame.
struct frame {
    struct frame *previous;
    struct slab *slab;
};

// In each task.
struct frames {
    struct frame *last;
    struct slab *first;
    uint32_t slab_count;  // times two, and one more where the first slab is not from the heap
};

enum { alignment = 16, first_capacity = 608, later_capacity = 984 };

extern const char slab_metadata[] __asm__("_ZN5swift25TaskAllocatorSlabMetadataE");

static struct slab *add_slab(struct frames *frames, struct slab *after, size_t capacity) {
    struct slab *slab = malloc(sizeof *slab + capacity);
    *slab = (struct slab){.metadata = slab_metadata, .capacity = (uint32_t)capacity};
    *(after ? &after->next : &frames->first) = slab;
    frames->slab_count += 2;
    return slab;
}

// Frees the slabs behind one, none of which is in use, and returns how much they had room for.
static size_t free_slabs(struct frames *frames, struct slab *after) {
    size_t freed = 0;
    for (struct slab *slab = after->next, *next; slab; slab = next) {
        next = slab->next;
        freed += slab->capacity;
        free(slab);
        frames->slab_count -= 2;
    }
    after->next = NULL;
    return freed;
}

static int fits(const struct slab *slab, size_t size) {
    return slab && slab->used + size <= slab->capacity;
}

// swift::StackAllocator<984, TaskAllocatorSlabMetadata, TaskAllocatorConfiguration>::alloc(size_t)
void *mirage_allocate_frame(struct frames *frames, size_t count)
    __asm__("_ZN5swift14StackAllocatorILm984EXadL_ZNS_25TaskAllocatorSlabMetadataEEENS_26TaskAllocatorConfigurationEE5allocEm");

void *mirage_allocate_frame(struct frames *frames, size_t count) {
    size_t size = sizeof(struct frame) + ((count + alignment - 1) & ~(size_t)(alignment - 1));
    struct slab *slab = frames->last ? frames->last->slab : frames->first;
    if (!fits(slab, size)) {
        struct slab *full = slab;
        slab = full ? full->next : NULL;
        if (!fits(slab, size)) {
            size_t capacity = full ? later_capacity : first_capacity;
            size_t freed = full ? free_slabs(frames, full) : 0;
            if (capacity < freed) capacity = freed;
            if (capacity < size) capacity = size;
            slab = add_slab(frames, full, capacity);
        }
    }
    struct frame *frame = (struct frame *)(slab->frames + slab->used);
    *frame = (struct frame){frames->last, slab};
    slab->used += (uint32_t)size;
    frames->last = frame;
    return frame + 1;
}
