package io.tagapi.server.http.response;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.ETag;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/**
 * The entity tags that a client names, in {@code If-Match} or {@code If-None-Match}: RFC
 * 9110, section 13.1.
 *
 * @param named the tags; {@code *} is among them as a wildcard
 */
public record EntityTags(List<ETag> named) {

	/**
	 * The entity tags of a header.
	 * @param header the value of the header, as the contract allows it; nothing names
	 * nothing
	 * @return the entity tags
	 */
	public static EntityTags of(@Nullable String header) {
		return new EntityTags((header != null) ? ETag.parse(header) : List.of());
	}

	/**
	 * Makes a strong entity tag.
	 * @param versions numbers of which at least one changes when the content does
	 * @return the entity tag of the content
	 */
	public static ETag strong(long... versions) {
		return new ETag(Arrays.stream(versions).mapToObj(Long::toHexString).collect(Collectors.joining("-")), false);
	}

	/**
	 * Whether no tag is named, so that nothing is demanded.
	 * @return whether it is empty
	 */
	public boolean isEmpty() {
		return this.named.isEmpty();
	}

	/**
	 * Whether {@code If-Match} with these tags holds. RFC 9110 wants the strong
	 * comparison, so that nobody changes what is only alike. This server makes strong
	 * tags only, and each stands for one version of the content; a weak one is made of it
	 * by a proxy that compresses the response. So it names the same version.
	 * @param current the entity tag of the content as it is now
	 * @return whether the content is as one of the tags says
	 */
	public boolean match(ETag current) {
		return this.named.stream().anyMatch((tag) -> tag.isWildcard() || tag.compare(current, false));
	}

	/**
	 * Responds to a read, which may be kept by the client and has to be revalidated: with
	 * 304 if {@code If-None-Match} with these tags does not hold, by the weak comparison.
	 * @param <T> the type of the body
	 * @param current the entity tag of the content
	 * @param body makes the body, if it is wanted
	 * @return the response
	 */
	public <T> ResponseEntity<T> respond(ETag current, Supplier<T> body) {
		boolean known = this.named.stream().anyMatch((tag) -> tag.isWildcard() || tag.compare(current, false));
		ResponseEntity.BodyBuilder response = ResponseEntity.status(known ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
			.cacheControl(CacheControl.noCache().cachePrivate())
			.eTag(current.formattedTag());
		return known ? response.build() : response.body(body.get());
	}

}
