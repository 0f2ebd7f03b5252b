/* libcurl for Swift: one function per option that we use, the option a constant, the value of exactly its C type.
 *
 * curl_easy_setopt, curl_easy_getinfo and curl_multi_setopt are variadic, which Swift cannot call. A generic setter
 * would lose the check that an option and its value belong together. https://curl.se/libcurl/c/curl_easy_setopt.html */
#ifndef CCURL_SHIM_H
#define CCURL_SHIM_H

#include <curl/curl.h>

static inline CURLcode ccurl_set_url(CURL *easy, const char *url) {
    return curl_easy_setopt(easy, CURLOPT_URL, url);
}

/* "https" or "http,https"; also for redirects, of which none is followed. CURLOPT_PROTOCOLS_STR */
static inline CURLcode ccurl_set_protocols(CURL *easy, const char *protocols) {
    return curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, protocols);
}

static inline CURLcode ccurl_set_post(CURL *easy) {
    return curl_easy_setopt(easy, CURLOPT_POST, 1L);
}

/* libcurl keeps a copy. The size goes first, as CURLOPT_COPYPOSTFIELDS demands. */
static inline CURLcode ccurl_set_body(CURL *easy, const char *body, curl_off_t size) {
    CURLcode code = curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, size);
    return code == CURLE_OK ? curl_easy_setopt(easy, CURLOPT_COPYPOSTFIELDS, body) : code;
}

static inline CURLcode ccurl_set_headers(CURL *easy, struct curl_slist *headers) {
    return curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
}

/* Verification on, TLS 1.2 at least, no signals, no redirects, no progress: what every transfer has. */
static inline CURLcode ccurl_set_safe_defaults(CURL *easy) {
    CURLcode code = curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
    if (code == CURLE_OK) code = curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
    if (code == CURLE_OK) code = curl_easy_setopt(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    if (code == CURLE_OK) code = curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    if (code == CURLE_OK) code = curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    if (code == CURLE_OK) code = curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 1L);
    return code;
}

static inline CURLcode ccurl_set_timeouts(CURL *easy, long connect_milliseconds, long total_milliseconds) {
    CURLcode code = curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, connect_milliseconds);
    return code == CURLE_OK ? curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, total_milliseconds) : code;
}

static inline CURLcode ccurl_set_low_speed(CURL *easy, long bytes_per_second, long seconds) {
    CURLcode code = curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, bytes_per_second);
    return code == CURLE_OK ? curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, seconds) : code;
}

/* No proxy, whatever the environment says. */
static inline CURLcode ccurl_set_no_proxy(CURL *easy) {
    return curl_easy_setopt(easy, CURLOPT_NOPROXY, "*");
}

/* "http://host:port"; in place of what the environment says. */
static inline CURLcode ccurl_set_proxy(CURL *easy, const char *proxy) {
    return curl_easy_setopt(easy, CURLOPT_PROXY, proxy);
}

/* "sha256//" and the base64 of the SHA-256 of the server's public key. */
static inline CURLcode ccurl_set_pinned_key(CURL *easy, const char *key) {
    return curl_easy_setopt(easy, CURLOPT_PINNEDPUBLICKEY, key);
}

static inline CURLcode ccurl_set_ca_file(CURL *easy, const char *path) {
    return curl_easy_setopt(easy, CURLOPT_CAINFO, path);
}

static inline CURLcode ccurl_set_client_certificate(CURL *easy, const char *certificate, const char *key) {
    CURLcode code = curl_easy_setopt(easy, CURLOPT_SSLCERT, certificate);
    return code == CURLE_OK ? curl_easy_setopt(easy, CURLOPT_SSLKEY, key) : code;
}

static inline CURLcode ccurl_set_on_body(CURL *easy, curl_write_callback callback, void *context) {
    CURLcode code = curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, callback);
    return code == CURLE_OK ? curl_easy_setopt(easy, CURLOPT_WRITEDATA, context) : code;
}

static inline CURLcode ccurl_set_on_header(CURL *easy, curl_write_callback callback, void *context) {
    CURLcode code = curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, callback);
    return code == CURLE_OK ? curl_easy_setopt(easy, CURLOPT_HEADERDATA, context) : code;
}

/* `buffer` has CURL_ERROR_SIZE bytes and outlives the handle. */
static inline CURLcode ccurl_set_error_buffer(CURL *easy, char *buffer) {
    return curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, buffer);
}

static inline CURLcode ccurl_get_status(CURL *easy, long *status) {
    return curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, status);
}

/* Of a proxy's answer to CONNECT; 0 where there was none. */
static inline CURLcode ccurl_get_connect_status(CURL *easy, long *status) {
    return curl_easy_getinfo(easy, CURLINFO_HTTP_CONNECTCODE, status);
}

#endif
