package io.tagapi.server.documents;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

import io.tagapi.server.contract.Contract;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseBody;

/**
 * Serves the contract, redirects visitors to Swagger UI, and tells it where tokens come
 * from.
 */
@Controller
class DocumentsController {

	private static final MediaType YAML = new MediaType("application", "yaml");

	/** A browser shows text, and would save YAML as a file. */
	private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

	private final byte[] contract = Contract.bytes();

	private final Supplier<byte[]> json = SingletonSupplier.of(Contract::json);

	private final TokenFlowSource tokens;

	DocumentsController(TokenFlowSource tokens) {
		this.tokens = tokens;
	}

	@GetMapping("/openapi.yaml")
	ResponseEntity<byte[]> contract(@RequestHeader HttpHeaders headers) {
		boolean browser = headers.getAccept().contains(MediaType.TEXT_HTML);
		return ResponseEntity.ok().contentType(browser ? TEXT : YAML).varyBy(HttpHeaders.ACCEPT).body(this.contract);
	}

	@GetMapping("/openapi.json")
	ResponseEntity<byte[]> contractAsJson() {
		return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(this.json.get());
	}

	/** Browsers look for it where a document, such as the contract, names no icon. */
	@GetMapping("/favicon.ico")
	String icon() {
		return "redirect:/assets/icon.svg";
	}

	@GetMapping({ "/", "/swagger-ui", "/swagger-ui/" })
	String home() {
		return "redirect:/swagger-ui.html";
	}

	@GetMapping(path = "/swagger-ui/flows", produces = MediaType.APPLICATION_JSON_VALUE)
	@ResponseBody
	TokenFlows flows() {
		return this.tokens.flows();
	}

}
