package io.tagapi.server.documents;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/**
 * Serves the contract byte by byte, leads visitors to Swagger UI, and tells it where
 * tokens come from.
 */
@Controller
class DocumentsController {

	private static final MediaType YAML = new MediaType("application", "yaml");

	private final byte[] contract = Contract.bytes();

	private final TokenFlowSource tokens;

	DocumentsController(TokenFlowSource tokens) {
		this.tokens = tokens;
	}

	@GetMapping("/openapi.yaml")
	ResponseEntity<byte[]> contract() {
		return ResponseEntity.ok().contentType(YAML).body(this.contract);
	}

	@GetMapping("/")
	String home() {
		return "redirect:/swagger-ui.html";
	}

	@GetMapping(path = "/swagger-ui/flows", produces = MediaType.APPLICATION_JSON_VALUE)
	@ResponseBody
	TokenFlows flows() {
		return this.tokens.flows();
	}

}
