/**
 * What is in an image, read from the image itself and from nothing else.
 *
 * <p>{@link dev.atoll.image.inspect.OpenedImage} takes a disk image, a root file system or a boot file apart with the
 * readers of {@code dev.atoll.disk}: the partition table (UEFI specification 2.10, chapter 5), the EFI system partition,
 * unified kernel images (UAPI group's specification), EROFS and dm-verity. {@link dev.atoll.image.inspect.Inspector}
 * makes an {@link dev.atoll.image.inspect.Inspection} of it, the record that {@code atoll image inspect --json} prints:
 * its components are stable, new ones may come. {@link dev.atoll.image.inspect.ImageDifference} compares two.
 *
 * <p>Images are foreign bytes. What is broken is reported beside what could be read; only a file that is no image at all
 * is refused, with {@link dev.atoll.image.inspect.InspectException}. Nothing is trusted because the image says it: a
 * signature's certificate is shown, not judged, and hashes are checked on request.
 */
@NullMarked
package dev.atoll.image.inspect;

import org.jspecify.annotations.NullMarked;
