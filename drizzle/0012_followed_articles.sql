DROP INDEX "activity_article";--> statement-breakpoint
CREATE INDEX "annotations_author" ON "annotations" USING btree ("workspace_id","article_id","created_by","created_at") WHERE "annotations"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "notices_unread" ON "notices" USING btree ("workspace_id","person_id") WHERE "notices"."read_at" is null;--> statement-breakpoint
CREATE INDEX "activity_article" ON "activity" USING btree ("workspace_id","article_id","at");