CREATE TABLE "city_leader" (
	"id" text PRIMARY KEY NOT NULL,
	"office" text NOT NULL,
	"name" text NOT NULL,
	"charge" text NOT NULL,
	"position" integer NOT NULL,
	"in_office" boolean DEFAULT true NOT NULL,
	CONSTRAINT "city_leader_office" CHECK ("city_leader"."office" in ('mayor', 'deputy_mayor'))
);
--> statement-breakpoint
ALTER TABLE "enterprise_event" DROP CONSTRAINT "enterprise_event_action";--> statement-breakpoint
ALTER TABLE "service_case" ADD COLUMN "city_leader_id" text;--> statement-breakpoint
ALTER TABLE "rating" ADD COLUMN "taken_by" text;--> statement-breakpoint
ALTER TABLE "enterprise" ADD COLUMN "through_train" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "service_case" ADD CONSTRAINT "service_case_city_leader_id_city_leader_id_fk" FOREIGN KEY ("city_leader_id") REFERENCES "public"."city_leader"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rating" ADD CONSTRAINT "rating_taken_by_person_id_fk" FOREIGN KEY ("taken_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprise_event" ADD CONSTRAINT "enterprise_event_action" CHECK ("enterprise_event"."action" in ('import', 'amend', 'entitle', 'disentitle', 'file', 'submit', 'withdraw', 'approve', 'return', 'suspend', 'resume', 'remove'));