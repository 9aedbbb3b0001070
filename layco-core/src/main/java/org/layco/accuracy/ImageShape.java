package org.layco.accuracy;

import java.util.List;
import java.util.Optional;

/**
 * The shape of one image, stored channel by channel, each row by row.
 *
 * @param channels C, at least 1
 * @param height H in pixels, at least 1
 * @param width W in pixels, at least 1
 */
public record ImageShape(int channels, int height, int width) {
    /** The order in which a network wants an image's elements. */
    public enum Layout {
        /** (C, H, W), or the same order flattened. */
        CHANNELS_FIRST,
        /** (H, W, C). */
        CHANNELS_LAST
    }

    public ImageShape {
        if (channels < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "An image of %d x %d x %d (C x H x W) is empty.".formatted(channels, height, width));
        }
        Math.multiplyExact(channels, Math.multiplyExact(height, width));
    }

    /** C*H*W. */
    public int elements() {
        return channels * height * width;
    }

    /**
     * How these images fit a network's input, or empty if they do not. (C, H, W) goes before (H, W, C); (H, W) takes
     * one-channel images, (C*H*W) takes any image, flattened.
     *
     * @param inputShape of one image, without the batch dimension
     */
    public Optional<Layout> layoutFor(List<Integer> inputShape) {
        if (inputShape.equals(List.of(channels, height, width))
                || inputShape.equals(List.of(elements()))
                || (channels == 1 && inputShape.equals(List.of(height, width)))) {
            return Optional.of(Layout.CHANNELS_FIRST);
        }
        return inputShape.equals(List.of(height, width, channels))
                ? Optional.of(Layout.CHANNELS_LAST)
                : Optional.empty();
    }

    @Override
    public String toString() {
        return channels + " x " + height + " x " + width;
    }
}
