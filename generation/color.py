"""RGB frames to the planes a video encoder takes: BT.709, limited range, 4:2:0."""

import cv2
import numpy as np

# ITU-R BT.709-6, items 3.2 and 3.4, scaled to 8 bit limited range: Y 16..235, Cb and Cr 16..240.
_KR, _KB = 0.2126, 0.0722
_KG = 1 - _KR - _KB
_Y = np.array([_KR, _KG, _KB]) * 219 / 255
_CB = np.array([-_KR, -_KG, 1 - _KB]) / (2 * (1 - _KB)) * 224 / 255
_CR = np.array([1 - _KR, -_KG, -_KB]) / (2 * (1 - _KR)) * 224 / 255
RGB_TO_YCBCR = np.column_stack([np.stack([_Y, _CB, _CR]), [16, 128, 128]]).astype(np.float32)


def to_i420(frame: np.ndarray) -> np.ndarray:
    """Convert one frame; chroma is the mean of each 2 x 2 block, so it sits in the block's centre.

    Shapes:
        frame: (H, W, 3) uint8 RGB, H and W even. Returns (H * 3 / 2, W) uint8: Y, then Cb, then Cr.
    """
    height, width, _ = frame.shape
    ycbcr = cv2.transform(frame, RGB_TO_YCBCR)
    planes = np.empty((height * 3 // 2, width), np.uint8)
    # Single planes are split and halved by wide instructions, which interleaved ones are not.
    planes[:height], *chroma = cv2.split(ycbcr)
    halves = planes[height:].reshape(2, height // 2, width // 2)
    for plane, half in zip(chroma, halves, strict=True):
        cv2.resize(plane, (width // 2, height // 2), half, interpolation=cv2.INTER_AREA)
    return planes
