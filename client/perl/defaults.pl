#!/usr/bin/env perl
# The short conversation, with what openapi-generator makes for Perl: perl defaults.pl <server> <token> <customer>

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/target/generated/lib";
use JSON qw(decode_json);
use WWW::OpenAPIClient::Configuration;
use WWW::OpenAPIClient::TagsApi;
use WWW::OpenAPIClient::DevicesApi;
use WWW::OpenAPIClient::EventsApi;
use WWW::OpenAPIClient::Object::BulkTagsRequest;
use WWW::OpenAPIClient::Object::CreateTagRequest;
use WWW::OpenAPIClient::Object::UpdateTagRequest;

my ( $server, $token, $customer ) = @ARGV;
my @settings = ( base_url => "$server/tag/v1", access_token => $token );
my $tags     = WWW::OpenAPIClient::TagsApi->new(@settings);
my $devices  = WWW::OpenAPIClient::DevicesApi->new(@settings);
my @for      = ( customer_id => $customer );

sub create {
    my ( $properties, @key ) = @_;
    my $request = WWW::OpenAPIClient::Object::CreateTagRequest->new(%$properties);
    return $tags->create_tag( @for, create_tag_request => $request, @key )->data->tags->[0];
}

sub update {
    my ( $tag, %changes ) = @_;
    my $request = WWW::OpenAPIClient::Object::UpdateTagRequest->new(%changes);
    return $tags->update_tag( @for, tag_id => $tag->id, update_tag_request => $request )->data->tags->[0];
}

sub assign {
    my ( $devices_of, $tags_of, @options ) = @_;
    my $request = WWW::OpenAPIClient::Object::BulkTagsRequest->new( deviceIds => $devices_of, tagIds => $tags_of );
    return $devices->bulk_assign_tags( @for, bulk_tags_request => $request, @options )->data;
}

sub shown {
    my ($tag) = @_;
    return $tag->name . ', ' . ( $tag->description // '-' );
}

my $floor = create( { name => 'Floor 2', description => 'Scanners' } );
print 'created ', shown($floor), "\n";
my ( $loan, $again ) = map { create( { name => 'On loan' }, idempotency_key => 'order-7' ) } 1 .. 2;
print 'created ', $loan->name, $loan->id eq $again->id ? ', and again the same' : ' twice', "\n";
print 'renamed ', shown( update( $floor, name => 'Second floor' ) ), "\n";

# What is not defined is not sent: an empty text clears.
print 'cleared ', shown( update( $floor, description => '' ) ), "\n";

my $ids = [ $floor->id, $loan->id ];

# Perl has no booleans: true and false are texts.
print 'dry run of ', assign( [ 'DEVICE-1', 'DEVICE-2' ], $ids, dry_run => 'true' )->changed_count, "\n";
print 'assigned ',   assign( [ 'DEVICE-1', 'DEVICE-2' ], $ids )->changed_count,                    "\n";
my $part = assign( [ 'DEVICE-3', 'van 7' ], [ $loan->id ], atomic => 'false' );
print 'in part ', $part->changed_count, ' assigned, ', scalar @{ $part->failures }, " failed\n";
my $found = $devices->search_devices( @for, all_tags => $ids, any_tags => $ids, no_tags => [] )->data->devices;
print 'found ', join( ' ', map { $_->id } @$found ), "\n";

# The generated code does not show the headers of a response, so there is no ETag to send but by *.
eval { $tags->get_tag( @for, tag_id => $floor->id, if_none_match => q{*} ) };
print $@ =~ /^API Exception\(304\)/ ? 'unchanged' : $@, "\n";
eval { create( { name => 'ON LOAN' } ) };
my ( $status, $body ) = $@ =~ /^API Exception\((\d+)\)[^\n]*\n(\{.*?\})\s/s;
print "refused $status ", decode_json($body)->{code}, "\n";
my $events = WWW::OpenAPIClient::EventsApi->new(@settings)->list_events(@for)->data->events;
print 'events ', join( ' ', map { $_->type } @$events ), "\n";
$tags->delete_tag( @for, tag_id => $_ ) for @$ids;
print "deleted\n";
