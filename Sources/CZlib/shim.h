/* zlib for Swift: a whole buffer in the gzip format, there and back (RFC 1952).
 *
 * deflateInit2 and inflateInit2 are macros, which Swift cannot call. https://zlib.net/manual.html */
#ifndef CZLIB_SHIM_H
#define CZLIB_SHIM_H

#include <stdint.h>
#include <string.h>
#include <zlib.h>

/* windowBits: the largest window, and the gzip format rather than zlib's own. */
#define CZLIB_GZIP (MAX_WBITS + 16)

/* Returns the number of bytes in `output`; 0 where they do not fit. Without name and time, so that the same input always
 * gives the same output. */
static inline unsigned czlib_gzip(const uint8_t *input, unsigned size, uint8_t *output, unsigned capacity) {
    z_stream stream;
    memset(&stream, 0, sizeof stream);
    if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, CZLIB_GZIP, 8, Z_DEFAULT_STRATEGY) != Z_OK) return 0;
    stream.next_in = (Bytef *)input;
    stream.avail_in = size;
    stream.next_out = output;
    stream.avail_out = capacity;
    int end = deflate(&stream, Z_FINISH);
    deflateEnd(&stream);
    return end == Z_STREAM_END ? capacity - stream.avail_out : 0;
}

/* Returns the number of bytes in `output`; -1 for what is no whole stream, or more than one; -2 where they do not fit. */
static inline int64_t czlib_gunzip(const uint8_t *input, unsigned size, uint8_t *output, unsigned capacity) {
    z_stream stream;
    memset(&stream, 0, sizeof stream);
    if (inflateInit2(&stream, CZLIB_GZIP) != Z_OK) return -1;
    stream.next_in = (Bytef *)input;
    stream.avail_in = size;
    stream.next_out = output;
    stream.avail_out = capacity;
    int end = inflate(&stream, Z_FINISH);
    inflateEnd(&stream);
    if (end == Z_STREAM_END && stream.avail_in == 0) return capacity - stream.avail_out;
    return end == Z_BUF_ERROR && stream.avail_out == 0 ? -2 : -1;
}

#endif
